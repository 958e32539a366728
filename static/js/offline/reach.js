// Without a signal, a link that leads to no page on this phone says so before it is tapped. The worker knows whether the last
// page came over the network, the sender whether it got through, and the browser when there is no network at all.
import { follow, isCutOff } from "../outbox/sender.js";
import { noteOfPack } from "./pack.js";

const WORDS = "Needs a signal";
const ALWAYS_THERE = ["/waiting"]; // the worker itself has it
const { serviceWorker } = navigator;

let isLast = false; // whether the worker got no answer for the last page

export function begin() {
  serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.isCutOff === undefined) return;
    isLast = data.isCutOff;
    mark();
  });
  for (const sign of ["online", "offline", "pageshow", "packed"]) addEventListener(sign, ask);
  document.addEventListener("htmx:after:swap", mark);
  follow(ask);
  ask();
}

function ask() {
  serviceWorker.controller?.postMessage("cut off?");
}

async function mark() {
  const isHere = isLast || isCutOff() || !navigator.onLine ? await reach() : () => true;
  for (const link of document.querySelectorAll("a[href^='/'], a[href^='http']")) say(link, !isHere(link));
}

/** Tells of a link whether this phone can follow it, as the worker looks pages up. */
async function reach() {
  const pages = new Set((await noteOfPack())?.pages ?? []);
  const paths = new Set([...ALWAYS_THERE, ...[...pages].map((page) => page.split("?")[0])]);
  return (link) => {
    const { origin, pathname, search } = link;
    return origin === location.origin && !link.hasAttribute("download") && (pages.has(pathname + search) || paths.has(pathname));
  };
}

function say(link, isNeeded) {
  if (link.hasAttribute("data-needs-signal") === isNeeded) return;
  link.toggleAttribute("data-needs-signal", isNeeded);
  for (const name of ["aria-description", "title"]) isNeeded ? link.setAttribute(name, WORDS) : link.removeAttribute(name);
}
