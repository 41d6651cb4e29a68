// The library: @apollo/subgraph and graphql-js on Node's own HTTP server.
import { graphql, parse } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { serve } from './serve.mjs';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])
  type Query { books: [Book!]! item(id: ID!): Item }
  type Mutation { buy(title: String!, pages: Int): Book! }
  interface Item { id: ID! title: String! }
  type Book implements Item @key(fields: "id") { id: ID! title: String! pages: Int author: Person @tag(name: "public") }
  type Film implements Item @key(fields: "id") { id: ID! title: String! minutes: Int }
  type Person @key(fields: "id", resolvable: false) { id: ID! }
`);
const items = [
  { __typename: 'Book', id: 'b1', title: 'Rivers', pages: 300, author: { id: 'p1' } },
  { __typename: 'Book', id: 'b2', title: '路', pages: null, author: null },
  { __typename: 'Film', id: 'f1', title: 'Harbour', minutes: 90 },
];
const find = (id) => items.find((item) => item.id === id) ?? null;
const resolvers = {
  Query: { books: () => items.filter((item) => item.__typename === 'Book'), item: (_, { id }) => find(id) },
  Mutation: {
    buy(_, { title, pages }) {
      const book = { __typename: 'Book', id: `b${items.length + 1}`, title, pages, author: null };
      items.push(book);
      return book;
    },
  },
  Book: { __resolveReference: ({ id }) => find(id) },
  Film: { __resolveReference: ({ id }) => find(id) },
};
const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);

serve(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  const result = await graphql({ schema, source: query, variableValues: variables });
  response.writeHead(200, { 'content-type': 'application/graphql-response+json; charset=utf-8' });
  response.end(JSON.stringify(result));
});
