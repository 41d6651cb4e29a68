// graphql-transport-ws with the client graphql-ws.
import { all, MY_DATA, ME, OFFICER, PURPOSE, refused, sockets } from './clients.mjs';
import { check, same, scenario, wait } from './scenario.mjs';

const HOUSEHOLD = '{ person(citizenNo: "990102195803120429") { pension { receives } } }';
const withheld = (result) => result.extensions.exchange.withheld.map(({ reason }) => reason);

export function describeSockets(hub) {
  scenario('ws-query', 'A query gives one result and completes', async () => {
    const results = await all(sockets(hub), { query: ME });
    same(results.map(({ data }) => data), [MY_DATA], 'results');
  });

  scenario('ws-variables', 'Variables and the name of the operation are carried', async () => {
    const query = 'query Other { __typename } query Mine($with: Boolean!) { me { client officer @include(if: $with) } }';
    const [result] = await all(sockets(hub), { query, operationName: 'Mine', variables: { with: false } });
    same(result.data, MY_DATA, 'data');
  });

  scenario('ws-several', 'Several operations run on one connection', async () => {
    let opened = 0;
    const client = sockets(hub, { on: { opened: () => { opened++; } } });
    const results = await Promise.all(Array.from({ length: 3 }, () => all(client, { query: ME })));
    same(results.map(([{ data }]) => data), [MY_DATA, MY_DATA, MY_DATA], 'results');
    same(opened, 1, 'connections');
  });

  scenario('ws-iterate', 'Results can be iterated', async () => {
    const results = [];
    for await (const { data } of sockets(hub).iterate({ query: ME })) results.push(data);
    same(results, [MY_DATA], 'results');
  });

  scenario('ws-access-id', 'Every answer has an access record of its own', async () => {
    const client = sockets(hub, { lazyCloseTimeout: 1000 });
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push((await all(client, { query: ME }))[0].extensions.exchange.accessId);
    same(new Set(ids.filter(Boolean)).size, 3, 'access ids');
    await client.dispose();
  });

  scenario('ws-purpose', 'The purpose of connection_init counts', async () => {
    const connectionParams = async () => ({ Authorization: `Bearer ${await hub.token(OFFICER)}` });
    const [without] = await all(sockets(hub), { query: HOUSEHOLD });
    const named = sockets(hub, {
      connectionParams: async () => ({ ...await connectionParams(), 'Exchange-Purpose': PURPOSE, 'Exchange-Case': 'SA-2026-000123' }),
    });
    const [result] = await all(named, { query: HOUSEHOLD });
    same(withheld(without), ['PURPOSE_REQUIRED'], 'without a purpose');
    check(!withheld(result).includes('PURPOSE_REQUIRED') && !withheld(result).includes('CASE_REQUIRED'), `with one: ${withheld(result)}`);
  });

  scenario('ws-names', 'The names in connection_init are header names, in any case', async () => {
    const connectionParams = async () => ({ authorization: `bearer ${await hub.token(OFFICER)}`, 'EXCHANGE-PURPOSE': 'population.control' });
    const [result] = await all(sockets(hub, { connectionParams }), { query: HOUSEHOLD });
    same(withheld(result), ['PURPOSE_REFUSED'], 'reasons');
  });

  scenario('ws-handshake-token', 'The token of the handshake counts where connection_init has none', async () => {
    const headers = { authorization: `Bearer ${await hub.token(OFFICER)}` };
    const [result] = await all(sockets(hub, { headers, connectionParams: undefined }), { query: ME });
    same(result.data, MY_DATA, 'data');
  });

  scenario('ws-payload-first', 'The token of connection_init counts before that of the handshake', async () => {
    const headers = { authorization: 'Bearer nonsense' };
    const [result] = await all(sockets(hub, { headers }), { query: ME });
    same(result.data, MY_DATA, 'data');
  });

  scenario('ws-document-error', 'A document that is wrong ends its operation with located errors, and the connection goes on', async () => {
    const client = sockets(hub, { lazyCloseTimeout: 1000 });
    const errors = await refused(client, { query: '{ nothing }' });
    same(errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED', 'code');
    same(errors[0].locations, [{ line: 1, column: 3 }], 'locations');
    same((await all(client, { query: ME }))[0].data, MY_DATA, 'data');
    await client.dispose();
  });

  scenario('ws-syntax-error', 'A document that is no GraphQL ends its operation', async () => {
    same((await refused(sockets(hub), { query: '{ me {' }))[0].extensions.code, 'GRAPHQL_PARSE_FAILED', 'code');
  });

  scenario('ws-no-token', 'Without a token the connection is closed with 4403', async () => {
    same((await refused(sockets(hub, { connectionParams: undefined }), { query: ME })).code, 4403, 'close code');
  });

  scenario('ws-new-token', 'A client whose token is refused connects again and is let in with another', async () => {
    let tries = 0;
    const client = sockets(hub, {
      retryAttempts: 2,
      retryWait: async () => {},
      connectionParams: async () => ({ Authorization: `Bearer ${tries++ === 0 ? 'nonsense' : await hub.token(OFFICER)}` }),
    });
    same((await all(client, { query: ME }))[0].data, MY_DATA, 'data');
    same(tries, 2, 'connections');
  });

  scenario('ws-client-ping', 'A ping of the client is answered', async () => {
    let pongs = 0;
    const client = sockets(hub, { lazy: false, keepAlive: 100, on: { pong: (received) => { pongs += received ? 1 : 0; } } });
    while (pongs < 2) await wait(50);
    await client.dispose();
  });

  scenario('ws-server-ping', 'A client that answers pings stays connected with nothing running', async () => {
    let pings = 0;
    let closed = false;
    const client = sockets(hub, { lazy: false, on: { ping: (received) => { pings += received ? 1 : 0; }, closed: () => { closed = true; } } });
    while (pings < 3) await wait(100);
    check(!closed, 'the connection was closed');
    await client.dispose();
  });

  scenario('ws-silent', 'A client that answers no ping is let go with 4499', async () => {
    const closed = new Promise((resolve) => { sockets(hub, { lazy: false, disablePong: true, onNonLazyError: () => {}, on: { closed: resolve } }); });
    same((await closed).code, 4499, 'close code');
  });

  scenario('ws-lazy', 'A lazy client leaves with its last operation and comes back', async () => {
    const codes = [];
    const client = sockets(hub, { on: { closed: ({ code }) => codes.push(code) } });
    await all(client, { query: ME });
    while (codes.length === 0) await wait(20);
    same((await all(client, { query: ME }))[0].data, MY_DATA, 'data');
    same(codes[0], 1000, 'close code');
  });

  scenario('ws-introspection', 'The schema can be read where it may be', async () => {
    const [result] = await all(sockets(hub), { query: '{ __schema { subscriptionType { name } } }' });
    same(result.data, { __schema: { subscriptionType: { name: 'Subscription' } } }, 'data');
  });

  scenario('ws-session', 'A page of the hub asks by the session of whoever is signed in', async () => {
    const headers = { cookie: await hub.cookie('officer'), origin: hub.origin };
    const [result] = await all(sockets(hub, { headers, connectionParams: undefined }), { query: ME });
    same(result.data, { me: { client: 'console' } }, 'data');
  });
}
