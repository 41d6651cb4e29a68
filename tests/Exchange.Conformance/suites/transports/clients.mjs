// The clients as an application sets them up: graphql-ws over ws, graphql-sse over fetch, and bare connections for what they never do.
import { createClient as createSocketClient } from 'graphql-ws';
import { createClient as createEventClient } from 'graphql-sse';
import WebSocket from 'ws';

export const OFFICER = 'civil-affairs-assistance-officer';
export const PURPOSE = 'assistance.eligibility';
export const PROTOCOL = 'graphql-transport-ws';
export const ME = '{ me { client } }';
export const MY_DATA = { me: { client: OFFICER } };

/** A graphql-ws client. `headers` go with the handshake, as no browser could send them. */
export function sockets(hub, { headers, ...options } = {}) {
  class HandshakeSocket extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols, { headers });
    }
  }

  return createSocketClient({
    url: hub.ws,
    webSocketImpl: HandshakeSocket,
    retryAttempts: 0,
    connectionParams: async () => ({ Authorization: `Bearer ${await hub.token(OFFICER)}` }),
    ...options,
  });
}

/** A graphql-sse client in distinct connections mode. */
export const events = (hub, options = {}) => createEventClient({
  url: hub.http,
  retryAttempts: 0,
  headers: async () => ({ authorization: `Bearer ${await hub.token(OFFICER)}` }),
  ...options,
});

/** Every result of an operation, to its completion. Rejects with what the client's sink is told. */
export function all(client, request) {
  const results = [];
  return new Promise((resolve, reject) => {
    client.subscribe(request, { next: (result) => results.push(result), error: reject, complete: () => resolve(results) });
  });
}

/** What an operation was refused with. */
export const refused = (client, request) => all(client, request).then(
  (results) => { throw new Error(`it was answered: ${JSON.stringify(results)}`); },
  (error) => error);

/** A bare WebSocket that keeps what it is sent. */
export class Bare {
  static async open(hub, { protocols = PROTOCOL, headers } = {}) {
    const bare = new Bare(new WebSocket(hub.ws, protocols, { headers }));
    await bare.opened;
    return bare;
  }

  /** The status of a handshake that is refused. */
  static refusal(hub, headers) {
    const socket = new WebSocket(hub.ws, PROTOCOL, { headers });
    return new Promise((resolve, reject) => {
      socket.on('unexpected-response', (_, response) => { resolve(response.statusCode); response.destroy(); });
      socket.on('open', () => { socket.terminate(); reject(new Error('the handshake was accepted')); });
      socket.on('error', () => {});
    });
  }

  constructor(socket) {
    this.socket = socket;
    this.messages = [];
    this.listeners = [];
    this.opened = new Promise((resolve, reject) => { socket.on('open', resolve); socket.on('error', reject); });
    this.closed = new Promise((resolve) => socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })));
    socket.on('message', (text) => {
      this.messages.push(JSON.parse(text));
      this.listeners.forEach((listen) => listen());
    });
  }

  send(message) {
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
    return this;
  }

  /** The first message that fits, whether it is here already or still to come. */
  message(fits) {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.messages.find(fits);
        if (found) resolve(found);
      };
      this.listeners.push(look);
      look();
    });
  }

  async initialise(payload) {
    this.send({ type: 'connection_init', payload });
    await this.message(({ type }) => type === 'connection_ack');
    return this;
  }
}

/** A bare connection on which the officer's client may ask. */
export async function ready(hub) {
  const bare = await Bare.open(hub);
  return bare.initialise({ Authorization: `Bearer ${await hub.token(OFFICER)}` });
}
