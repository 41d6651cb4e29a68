import type { GraphAnswer } from "./graphRequest";

/** Whoever wants to know what comes: GraphiQL, in the form it takes (an observable). */
export interface Listener {
  next: (answer: GraphAnswer) => void;
  error: (error: unknown) => void;
  complete: () => void;
}

/** A subscription that begins when somebody listens to it, and can be ended. */
export interface Listening {
  subscribe: (listener: Listener) => { unsubscribe: () => void };
}

/**
 * A subscription over the answers that `open` gives until its signal. Whoever unsubscribes hears nothing more; where `over` is given
 * first (the asker is another one, the page is left), the listener hears that it is complete.
 */
export function listeningTo(open: (signal: AbortSignal) => AsyncIterable<GraphAnswer>, over: AbortSignal): Listening {
  return {
    subscribe: (listener) => {
      const left = new AbortController();
      void tell(open(AbortSignal.any([left.signal, over])), listener, left.signal, over);
      return {
        unsubscribe: () => {
          left.abort();
        },
      };
    },
  };
}

async function tell(answers: AsyncIterable<GraphAnswer>, listener: Listener, left: AbortSignal, over: AbortSignal) {
  try {
    for await (const answer of answers) {
      if (left.aborted || over.aborted) break;
      listener.next(answer);
    }
    if (!left.aborted) listener.complete();
  } catch (error) {
    if (left.aborted) return;
    if (over.aborted) listener.complete();
    else listener.error(error);
  }
}
