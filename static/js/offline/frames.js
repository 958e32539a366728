// Reads the pack as it comes: frames, each a line of JSON, and after one that says how many `bytes`, a page. See
// webapp/offline/stream.py.
const END_OF_LINE = 10;
const text = new TextDecoder();

/** Gives each frame as soon as it is whole, a page in its `body`. Fails when there is no more before the last one. */
export async function* framesOf(stream) {
  const reader = stream.getReader();
  let held = new Uint8Array();

  async function until(isEnough) {
    while (!isEnough()) {
      const { value, done } = await reader.read();
      if (done) throw new Error("cut off");
      held = joined(held, value);
    }
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

function joined(one, other) {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
