/** One event of a stream (HTML, "Server-sent events"). */
export interface StreamEvent {
  readonly name: string;
  readonly data: string;
}

/** The events of a stream as they come. What follows the last blank line is cut off in the middle, and is no event. */
export async function* readEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent, void> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    // WHY no other ends of lines: the hub writes none, and JSON on one line holds none.
    const blocks = (rest + decoder.decode(part.value, { stream: true })).split("\n\n");
    rest = blocks.pop() ?? "";
    yield* blocks.flatMap(readEvent);
  }
}

/** An event of these lines, or nothing where they are comments only: a hub that has nothing to tell shows that it is there. */
function readEvent(block: string): StreamEvent[] {
  const fields = block.split("\n").filter((line) => line !== "" && !line.startsWith(":"));
  const valuesOf = (field: string) =>
    fields
      .filter((line) => line.split(":", 1)[0] === field)
      .map((line) => line.slice(field.length + 1).replace(/^ /, ""));
  const data = valuesOf("data");
  return data.length === 0 ? [] : [{ name: valuesOf("event").at(-1) ?? "message", data: data.join("\n") }];
}
