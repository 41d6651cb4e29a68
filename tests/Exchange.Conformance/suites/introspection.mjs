// Asks a running hub for its schema with the introspection query of graphql-js, rebuilds it, and prints it beside the schema in a file,
// both without descriptions and in alphabetical order, with everything that graphql-js holds against the rebuilt schema.
// usage: node introspection.mjs URL TOKEN SDL-FILE FORM, where FORM is "plain", or "graphiql", which asks for all there is to ask
import { readFileSync } from 'node:fs';
import {
  buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, parse, print, printSchema, validateSchema, visit,
} from 'graphql';

const [url, token, file, form] = process.argv.slice(2);
const everything = { specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true };
const response = await fetch(url, {
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/graphql-response+json' },
  body: JSON.stringify({ query: getIntrospectionQuery(form === 'graphiql' ? everything : {}) }),
});
const answer = await response.json();
const silence = { enter: (node) => (node.description ? { ...node, description: undefined } : undefined) };
const structure = (schema) => print(visit(parse(printSchema(lexicographicSortSchema(schema))), silence));

const outcome = { status: response.status, errors: (answer.errors ?? []).map((error) => error.message), hub: null, expected: null };
if (answer.data) {
  const hub = buildClientSchema(answer.data);
  outcome.errors.push(...validateSchema(hub).map((error) => error.message));
  outcome.hub = structure(hub);
  outcome.expected = structure(buildSchema(readFileSync(file, 'utf8')));
}

console.log(JSON.stringify(outcome));
