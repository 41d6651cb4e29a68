// Server-sent events with the client graphql-sse, and with fetch where the wire itself is looked at.
import { NetworkError } from 'graphql-sse';
import { all, events, ME, MY_DATA, OFFICER, refused } from './clients.mjs';
import { check, same, scenario } from './scenario.mjs';

export function describeEvents(hub) {
  const authorization = async () => `Bearer ${await hub.token(OFFICER)}`;
  const ask = async (init = {}, query = ME) => fetch(hub.http, {
    method: 'POST',
    ...init,
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: await authorization(), ...init.headers },
    body: init.method === 'GET' ? undefined : init.body ?? JSON.stringify({ query }),
  });

  scenario('sse-query', 'A query gives one result and completes', async () => {
    same((await all(events(hub), { query: ME })).map(({ data }) => data), [MY_DATA], 'results');
  });

  scenario('sse-variables', 'Variables and the name of the operation are carried', async () => {
    const query = 'query Other { __typename } query Mine($with: Boolean!) { me { client officer @include(if: $with) } }';
    const [result] = await all(events(hub), { query, operationName: 'Mine', variables: { with: false } });
    same(result.data, MY_DATA, 'data');
  });

  scenario('sse-several', 'Several streams run side by side', async () => {
    const client = events(hub);
    const results = await Promise.all(Array.from({ length: 5 }, () => all(client, { query: ME })));
    same(results.length, 5, 'streams');
  });

  scenario('sse-document-error', 'Errors of the document are told in the stream', async () => {
    const [result] = await all(events(hub), { query: '{ nothing }' });
    same(result.errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED', 'code');
    check(!('data' in result), 'there is data');
  });

  scenario('sse-no-token', 'Without a token there is no stream, but 401', async () => {
    const error = await refused(events(hub, { headers: {} }), { query: ME });
    check(error instanceof NetworkError, 'the client saw no network error');
    same(error.response.status, 401, 'status');
    same((await error.response.json()).errors[0].extensions.code, 'UNAUTHENTICATED', 'code');
  });

  scenario('sse-wire', 'The stream has the headers and events of the protocol', async () => {
    const response = await ask();
    same(response.headers.get('content-type'), 'text/event-stream; charset=utf-8', 'media type');
    same(response.headers.get('cache-control'), 'no-store', 'cache control');
    same(response.headers.get('x-accel-buffering'), 'no', 'buffering');
    const told = (await response.text()).split('\n\n').filter((event) => event && event !== ':');
    same(told.length, 2, 'events');
    check(told[0].startsWith('event: next\ndata: {'), `first ${told[0]}`);
    same(told[1], 'event: complete\ndata:', 'last');
    const { extensions } = JSON.parse(told[0].slice('event: next\ndata: '.length));
    same(response.headers.get('exchange-access-id'), extensions.exchange.accessId, 'access id');
  });

  scenario('sse-get', 'A query can stand in the address', async () => {
    const response = await fetch(`${hub.http}?query=${encodeURIComponent(ME)}`, {
      headers: { accept: 'text/event-stream', authorization: await authorization() },
    });
    check((await response.text()).includes(JSON.stringify(MY_DATA)), 'there is no result');
  });

  scenario('sse-preferred', 'Who likes JSON better gets JSON', async () => {
    const response = await ask({ headers: { accept: 'text/event-stream;q=0.5, application/json' } });
    same(response.headers.get('content-type'), 'application/json; charset=utf-8', 'media type');
  });

  scenario('sse-malformed', 'What is no GraphQL request gets a status and no stream', async () => {
    const [broken, form] = await Promise.all([
      ask({ body: '{' }), ask({ body: 'query=%7Bme%7D', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    ]);
    same([broken.status, form.status], [400, 415], 'statuses');
    same((await broken.json()).errors[0].extensions.code, 'BAD_USER_INPUT', 'code');
  });

  scenario('sse-reservation', 'Single connection mode is not served: 405', async () => {
    const error = await refused(events(hub, { singleConnection: true, lazy: true }), { query: ME });
    same(error.response.status, 405, 'status');
  });

  scenario('sse-session', 'A page of the hub asks by the session of whoever is signed in', async () => {
    const headers = { cookie: await hub.cookie('officer'), 'x-csrf': '1', origin: hub.origin };
    same((await all(events(hub, { headers }), { query: ME }))[0].data, { me: { client: 'console' } }, 'data');
  });

  scenario('sse-session-csrf', 'By session nothing is streamed without X-CSRF, nor to a page of another site', async () => {
    const cookie = await hub.cookie('officer');
    const bare = await refused(events(hub, { headers: { cookie } }), { query: ME });
    const foreign = await refused(events(hub, { headers: { cookie, 'x-csrf': '1', origin: 'https://elsewhere.example' } }), { query: ME });
    same([bare.response.status, foreign.response.status], [403, 403], 'statuses');
  });
}
