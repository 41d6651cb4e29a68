// Subscriptions over both transports: what the grid centre reports, under the policy that queries have.
import { all, Bare, events, refused, sockets } from './clients.mjs';
import { check, same, scenario } from './scenario.mjs';

const INSPECTOR = 'market-regulation-inspector';
const HAZARDS = 'subscription { eventReported(kinds: [HAZARD]) { eventId occurredAt ... on HazardEvent { hazardKind status } } }';

/** The first results of a subscription, which is then ended. */
async function first(count, results) {
  const taken = [];
  for await (const result of results) {
    taken.push(result);
    if (taken.length === count) break;
  }

  return taken;
}

function judge(results) {
  for (const { data, errors } of results) {
    check(!errors, JSON.stringify(errors));
    check(data.eventReported?.eventId && data.eventReported.hazardKind, `an event without its open fields: ${JSON.stringify(data)}`);
  }

  const ids = new Set(results.map(({ extensions }) => extensions.exchange.accessId).filter(Boolean));
  same(ids.size, results.length, 'access records');
}

export function describeSubscriptions(hub) {
  const authorization = async () => `Bearer ${await hub.token(INSPECTOR)}`;
  const bySocket = () => sockets(hub, {
    lazyCloseTimeout: 1000,
    connectionParams: async () => ({ Authorization: await authorization(), 'Exchange-Purpose': 'inspection.planning' }),
  });
  const byEvents = () => events(hub, { headers: async () => ({ authorization: await authorization(), 'exchange-purpose': 'inspection.planning' }) });

  scenario('sub-socket', 'Events arrive over WebSocket, each with an access record of its own', async () => {
    judge(await first(3, bySocket().iterate({ query: HAZARDS })));
  });

  scenario('sub-events', 'Events arrive as server-sent events, each with an access record of its own', async () => {
    judge(await first(3, byEvents().iterate({ query: HAZARDS })));
  });

  scenario('sub-together', 'Subscriptions and queries share a connection', async () => {
    const client = bySocket();
    const subscribed = first(2, client.iterate({ query: HAZARDS }));
    same((await all(client, { query: '{ me { client } }' }))[0].data, { me: { client: INSPECTOR } }, 'data');
    judge(await subscribed);
    await client.dispose();
  });

  scenario('sub-complete', 'After its end nothing more of a subscription arrives, and its id is free', async () => {
    const bare = await Bare.open(hub);
    await bare.initialise({ Authorization: await authorization(), 'Exchange-Purpose': 'inspection.planning' });
    bare.send({ id: '1', type: 'subscribe', payload: { query: HAZARDS } });
    await bare.message(({ type }) => type === 'next');
    bare.send({ id: '1', type: 'complete' }).send({ type: 'ping' });
    await bare.message(({ type }) => type === 'pong');
    const told = bare.messages.filter(({ id }) => id === '1').length;
    bare.send({ id: '1', type: 'subscribe', payload: { query: '{ me { client } }' } });
    await bare.message(({ type }) => type === 'complete');
    check(bare.messages.filter(({ id }) => id === '1').length <= told + 3, 'events went on');
    bare.socket.close();
  });

  scenario('sub-duplicate', 'The id of a subscription that runs closes the connection with 4409', async () => {
    const bare = await Bare.open(hub);
    await bare.initialise({ Authorization: await authorization(), 'Exchange-Purpose': 'inspection.planning' });
    bare.send({ id: '1', type: 'subscribe', payload: { query: HAZARDS } });
    await bare.message(({ type }) => type === 'next');
    bare.send({ id: '1', type: 'subscribe', payload: { query: HAZARDS } });
    same((await bare.closed).code, 4409, 'close code');
  });

  scenario('sub-by-get', 'A subscription can stand in the address of an event stream', async () => {
    const leave = new AbortController();
    const response = await fetch(`${hub.http}?query=${encodeURIComponent(HAZARDS)}`, {
      headers: { accept: 'text/event-stream', authorization: await authorization(), 'exchange-purpose': 'inspection.planning' },
      signal: leave.signal,
    });
    same(response.status, 200, 'status');
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.includes('event: next')) break;
    }

    leave.abort();
    check(text.includes('hazardKind'), text);
  });

  scenario('sub-by-post', 'A subscription over plain HTTP is told where to go', async () => {
    const response = await fetch(hub.http, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', authorization: await authorization() },
      body: JSON.stringify({ query: HAZARDS }),
    });
    check((await response.json()).errors[0].message.includes('WebSocket'), 'the refusal names no transport');
  });

  scenario('sub-no-purpose', 'Without a purpose nothing of an event is told but why', async () => {
    const headers = async () => ({ authorization: await authorization() });
    const [result] = await first(1, events(hub, { headers }).iterate({ query: HAZARDS }));
    check(!result.data.eventReported?.hazardKind && !result.data.eventReported?.occurredAt, JSON.stringify(result.data));
    check(result.extensions.exchange.withheld.some(({ reason }) => reason === 'PURPOSE_REQUIRED'), JSON.stringify(result.extensions));
  });

  scenario('sub-unknown', 'There is no subscription on people', async () => {
    const errors = await refused(bySocket(), { query: 'subscription { personChanged { pid } }' });
    same(errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED', 'code');
  });
}
