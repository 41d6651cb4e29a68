// The loans desk: graphql-yoga, with a schema made by @apollo/subgraph.
import { parse } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { serve } from './serve.mjs';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires"])
  type Query { overdue: [Loan!]! broken: Loan }
  type Loan { book: Book! due: String! reader: Person }
  type Book @key(fields: "id") {
    id: ID! pages: Int @external loans(first: Int = 10): [Loan!]! fee: Int @requires(fields: "pages")
  }
  type Person @key(fields: "id", resolvable: false) { id: ID! }
`);
const loans = [
  { book: { id: 'b1' }, due: '2026-05-01', reader: { id: 'p2' } },
  { book: { id: 'b2' }, due: '2026-06-01', reader: null },
  { book: { id: 'b1' }, due: '2026-07-01', reader: { id: 'p1' } },
];
const resolvers = {
  Query: {
    overdue: () => loans,
    broken() {
      throw new Error('The card index 310104-1987 is unreadable.');
    },
  },
  Book: {
    __resolveReference: (reference) => reference,
    loans: ({ id }, { first }) => loans.filter((loan) => loan.book.id === id).slice(0, first),
    fee({ pages }) {
      if (pages === undefined) throw new Error('A fee needs the number of pages.');
      return pages === null ? null : pages / 100;
    },
  },
};

serve(createYoga({ schema: buildSubgraphSchema([{ typeDefs, resolvers }]), logging: false, graphiql: false }));
