// Serves a subgraph built with Apollo's own implementation on a port of the loopback that the system chooses, until standard input ends.
// first line of input: {"sdl": text, "records": {type: [record]}}; output: {"port": number}.
// A record is found by everything that a representation says of it: who is told something wrong knows no such record.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { execute, parse, validate } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';

const agrees = (told, held) => {
  if (Array.isArray(told)) {
    return Array.isArray(held) && told.length === held.length && told.every((item, index) => agrees(item, held[index]));
  }
  if (told !== null && typeof told === 'object') {
    return held !== null && typeof held === 'object' && Object.entries(told).every(([name, value]) => agrees(value, held[name]));
  }
  return told === held;
};

const serve = ({ sdl, records }) => {
  const resolvers = {};
  for (const [type, known] of Object.entries(records)) {
    resolvers[type] = {
      __resolveReference({ __typename, ...told }) {
        if (Object.values(told).some((value) => value === null)) {
          throw new Error(`A representation of ${__typename} holds null.`);
        }
        return known.find((record) => agrees(told, record)) ?? null;
      },
    };
  }

  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  const answer = async ({ query, variables }) => {
    const document = parse(query);
    const refused = validate(schema, document);
    return refused.length > 0 ? { errors: refused } : execute({ schema, document, variableValues: variables });
  };
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) {
      parts.push(part);
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await answer(JSON.parse(Buffer.concat(parts).toString('utf8')))));
  });
  server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
};

const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => serve(JSON.parse(line)));
lines.on('close', () => process.exit(0));
