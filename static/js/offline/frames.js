// Reads the pack as it comes: frames, each a line of JSON, and after one that says how many `bytes`, a page. See
// webapp/offline/stream.py.
const END_OF_LINE = 10;
const text = new TextDecoder();

/** Gives each frame as soon as it is whole, a page in its `body`. Fails when there is no more before the last one. */
export async function* framesOf(stream) {
  const next = readerOf(stream);
  let held = new Uint8Array();

  async function until(isEnough) {
    while (!isEnough()) held = joined(held, await next());
  }

  function take(length) {
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    return taken;
  }

  for (let frame; frame?.end === undefined; ) {
    await until(() => held.includes(END_OF_LINE));
    frame = JSON.parse(text.decode(take(held.indexOf(END_OF_LINE) + 1)));
    if (frame.bytes) {
      await until(() => held.length >= frame.bytes);
      frame.body = take(frame.bytes);
    }
    yield frame;
  }
}

/** Gives what comes, piece by piece. It is taken off the stream at once: what a stream still holds when it breaks is lost. */
function readerOf(stream) {
  const reader = stream.getReader();
  const pieces = [];
  let over;
  let tell;

  (async () => {
    try {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        pieces.push(piece.value);
        tell?.();
      }
      over = new Error("cut off");
    } catch (error) {
      over = error;
    }
    tell?.();
  })();

  return async () => {
    while (!pieces.length) {
      if (over) throw over;
      await new Promise((resolve) => (tell = resolve));
    }
    return pieces.shift();
  };
}

function joined(one, other) {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
