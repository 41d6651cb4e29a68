import { expect, test } from "vitest";
import { listeningTo } from "./listening";

const never = new AbortController().signal;

test("Answers are told as they come, and then that there are no more", async () => {
  const heard = await hear(async function* () {
    yield await Promise.resolve({ data: 1 });
    yield { data: 2 };
  });

  expect(heard).toEqual([{ data: 1 }, { data: 2 }, "complete"]);
});

test("A connection that was lost is told as an error", async () => {
  const heard = await hear(async function* () {
    yield await Promise.resolve({ data: 1 });
    throw new Error("lost");
  });

  expect(heard).toEqual([{ data: 1 }, "error: lost"]);
});

test("Who unsubscribes hears nothing more, and the connection is told to end", async () => {
  const heard: unknown[] = [];
  const signals: AbortSignal[] = [];
  const subscription = listeningTo((signal) => untilAborted(signals, signal), never).subscribe(listenerOf(heard));
  await settle();

  subscription.unsubscribe();
  await settle();

  expect(signals[0]?.aborted).toBe(true);
  expect(heard).toEqual([{ data: 1 }]);
});

test("A subscription that is over with its asker ends as complete", async () => {
  const heard: unknown[] = [];
  const signals: AbortSignal[] = [];
  const over = new AbortController();
  listeningTo((signal) => untilAborted(signals, signal), over.signal).subscribe(listenerOf(heard));
  await settle();

  over.abort();
  await settle();

  expect(signals[0]?.aborted).toBe(true);
  expect(heard).toEqual([{ data: 1 }, "complete"]);
});

async function hear(answers: () => AsyncGenerator<Record<string, unknown>, void>) {
  const heard: unknown[] = [];
  listeningTo(answers, never).subscribe(listenerOf(heard));
  await settle();
  return heard;
}

async function* untilAborted(
  signals: AbortSignal[],
  signal: AbortSignal,
): AsyncGenerator<Record<string, unknown>, void> {
  signals.push(signal);
  yield { data: 1 };
  await new Promise((_, reject) => {
    signal.addEventListener("abort", () => {
      reject(new Error("aborted"));
    });
  });
}

function listenerOf(heard: unknown[]) {
  return {
    next: (answer: unknown) => void heard.push(answer),
    error: (error: unknown) => void heard.push(`error: ${(error as Error).message}`),
    complete: () => void heard.push("complete"),
  };
}

// A macrotask later every promise that can settle by itself has.
const settle = () => new Promise((resolve) => setTimeout(resolve));
