import { expect, test } from "vitest";
import { readEvents } from "./eventStream";

const text = ':\n\nevent: next\ndata: {"data":{"name":"云桥里"}}\n\n:\n\nevent: complete\ndata:\n\n';
const events = [
  { name: "next", data: '{"data":{"name":"云桥里"}}' },
  { name: "complete", data: "" },
];

test("Events are read, and comments are none", async () => {
  expect(await read(text, 1_000)).toEqual(events);
});

test.each([1, 2, 3, 7])("Events that come %d bytes at a time are the same", async (size) => {
  expect(await read(text, size)).toEqual(events);
});

test("An event that was cut off is none", async () => {
  expect(await read("event: next\ndata: {}\n", 1_000)).toEqual([]);
});

async function read(sent: string, size: number) {
  const bytes = new TextEncoder().encode(sent);
  const stream = new ReadableStream<Uint8Array>({
    start: (parts) => {
      for (let at = 0; at < bytes.length; at += size) parts.enqueue(bytes.slice(at, at + size));
      parts.close();
    },
  });
  const events = [];
  for await (const event of readEvents(stream)) events.push(event);
  return events;
}
