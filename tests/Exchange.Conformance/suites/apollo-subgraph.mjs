// Builds a subgraph with Apollo's own implementation from SDL and records given on standard input, runs requests on it, and prints one
// JSON line per request: {"data": …, "errors": [{"path": …}]}. Messages are left out: their wording is each implementation's own.
// input: {"sdl": text, "entities": {type: {key: record}}, "keys": {type: field}, "requests": [{"query", "variables"}]}
import { readFileSync } from 'node:fs';
import { execute, parse, validate } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';

const { sdl, entities, keys, requests } = JSON.parse(readFileSync(0, 'utf8'));
const resolvers = {};
for (const [type, key] of Object.entries(keys)) {
  resolvers[type] = {
    __resolveReference(reference) {
      if (typeof reference[key] !== 'string') {
        throw new Error(`A representation of ${type} needs ${key}.`);
      }
      return entities[type]?.[reference[key]] ?? null;
    },
  };
}
resolvers.Person.vaccinationComplete = (person, { program }) => person.completedPrograms.includes(program);

const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
for (const { query, variables } of requests) {
  const document = parse(query);
  const refused = validate(schema, document);
  const result = refused.length > 0 ? { errors: refused } : await execute({ schema, document, variableValues: variables });
  const line = {};
  if (result.errors) {
    line.errors = result.errors.map((error) => (error.path ? { path: error.path } : {}));
  }
  if ('data' in result) {
    line.data = result.data;
  }
  console.log(JSON.stringify(line));
}
