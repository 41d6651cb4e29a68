// graphql-transport-ws where a well-behaved client would never go.
import { Bare, ME, MY_DATA, OFFICER, ready } from './clients.mjs';
import { check, same, scenario } from './scenario.mjs';

const subscribe = (id, query = ME) => ({ id, type: 'subscribe', payload: { query } });
const secret = '990102195803120429';

export function describeBareSockets(hub) {
  const closing = (id, name, code, act, open = ready) => scenario(id, name, async () => {
    const bare = await open(hub);
    await act(bare);
    const closed = await bare.closed;
    same(closed.code, code, 'close code');
    check(!closed.reason.includes(secret), `the reason quotes what was sent: ${closed.reason}`);
  });
  const bare = (target) => Bare.open(target);

  scenario('bare-old-protocol', 'The protocol of old is not spoken', async () => {
    const fault = await Bare.open(hub, { protocols: 'graphql-ws' }).then(() => 'it was accepted', (error) => error.message);
    same(fault, 'Server sent no subprotocol', 'what the client sees');
  });

  closing('bare-no-protocol', 'A connection that names no protocol is closed with 4406', 4406, () => {}, (target) => Bare.open(target, { protocols: [] }));
  closing('bare-init-timeout', 'Who says nothing is let go with 4408', 4408, () => {}, bare);
  closing('bare-second-init', 'A second connection_init is one too many: 4429', 4429, (socket) => socket.send({ type: 'connection_init' }));
  closing('bare-unauthorized', 'Nothing is asked before connection_init: 4401', 4401, (socket) => socket.send(subscribe('1')), bare);
  closing('bare-bad-token', 'A token that is none closes with 4403', 4403,
    (socket) => socket.send({ type: 'connection_init', payload: { Authorization: `Bearer ${secret}` } }), bare);
  closing('bare-two-tokens', 'A header that is named twice closes with 4400', 4400,
    (socket) => socket.send(`{"type":"connection_init","payload":{"Authorization":"Bearer ${secret}","authorization":"Bearer x"}}`), bare);
  closing('bare-no-json', 'What is no JSON closes with 4400', 4400, (socket) => socket.send(`{"type": ${secret}`));
  closing('bare-no-type', 'A message of no type closes with 4400', 4400, (socket) => socket.send({ payload: { secret } }));
  closing('bare-unknown-type', 'A message of another protocol closes with 4400', 4400, (socket) => socket.send({ id: secret, type: 'start' }));
  closing('bare-server-type', 'A message that only servers send closes with 4400', 4400, (socket) => socket.send({ id: secret, type: 'next', payload: {} }));
  closing('bare-no-id', 'An operation without an id closes with 4400', 4400, (socket) => socket.send({ type: 'subscribe', payload: { query: ME } }));
  closing('bare-no-query', 'An operation without a document closes with 4400', 4400,
    (socket) => socket.send({ id: '1', type: 'subscribe', payload: { qeury: secret } }));
  closing('bare-binary', 'A message that is no text closes with 4400', 4400, (socket) => socket.send(Buffer.from(JSON.stringify(subscribe('1')))));
  closing('bare-large', 'A message larger than a request may be closes with 1009', 1009, (socket) => socket.send(subscribe('1', `#${'x'.repeat(2 << 20)}`)));
  closing('bare-flood', 'More messages than a second may have close with 1008', 1008, (socket) => {
    for (let i = 0; i < 1000; i++) socket.send({ type: 'pong' });
  });

  scenario('bare-pong', 'A ping is answered with what it carried', async () => {
    const socket = await ready(hub);
    socket.send({ type: 'ping', payload: { at: '午夜', nested: [1, null] } });
    const pong = await socket.message(({ type }) => type === 'pong');
    same(pong.payload, { at: '午夜', nested: [1, null] }, 'payload');
    socket.socket.close();
  });

  scenario('bare-complete-unknown', 'The end of an operation that is over is no fault', async () => {
    const socket = await ready(hub);
    socket.send({ id: 'gone', type: 'complete' }).send(subscribe('1'));
    same((await socket.message(({ type }) => type === 'next')).payload.data, MY_DATA, 'data');
    socket.socket.close();
  });

  scenario('bare-id-again', 'The id of an operation that is complete can be used again', async () => {
    const socket = await ready(hub);
    for (let round = 1; round <= 3; round++) {
      socket.send(subscribe('1'));
      await socket.message(() => socket.messages.filter(({ type }) => type === 'complete').length === round);
    }

    same(socket.messages.filter(({ type }) => type === 'next').length, 3, 'results');
    socket.socket.close();
  });

  scenario('bare-close', 'A client that closes is answered in kind', async () => {
    const socket = await ready(hub);
    socket.socket.close(1000, 'Normal Closure');
    same((await socket.closed).code, 1000, 'close code');
  });

  scenario('bare-foreign-origin', 'A page of another site gets no connection by session', async () => {
    const cookie = await hub.cookie('officer');
    same(await Bare.refusal(hub, { cookie, origin: 'https://elsewhere.example' }), 403, 'status');
    same(await Bare.refusal(hub, { cookie, origin: 'null' }), 403, 'status');
  });

  scenario('bare-no-origin', 'Nobody gets a connection by session without saying from where', async () => {
    same(await Bare.refusal(hub, { cookie: await hub.cookie('officer') }), 403, 'status');
  });

  scenario('bare-foreign-token', 'A page of another site may ask with a token of its own', async () => {
    const socket = await Bare.open(hub, { headers: { origin: 'https://elsewhere.example' } });
    await socket.initialise({ Authorization: `Bearer ${await hub.token(OFFICER)}` });
    socket.socket.close();
  });
}
