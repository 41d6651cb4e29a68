// Generates documents over a schema, good ones and ones with planted faults, and prints one JSON line each: the document, the names of
// the rules that graphql-js finds broken, and the document as graphql-js prints it. The same seed gives the same documents.
// usage: node documents.mjs SDL-FILE SEED COUNT
import { readFileSync } from 'node:fs';
import { buildSchema, GraphQLError, parse, print, specifiedRules, validate } from 'graphql';
import { DocumentWriter } from './document-writer.mjs';

const [file, seed, count] = process.argv.slice(2);
const schema = buildSchema(readFileSync(file, 'utf8'));

// Section 5.2.1.1, "Operation Type Existence", is checked by graphql-js from version 17 on only.
const KnownOperationTypesRule = (context) => ({
  OperationDefinition(node) {
    if (!context.getSchema().getRootType(node.operation)) {
      context.reportError(new GraphQLError(`The schema has no ${node.operation} type.`, { nodes: node }));
    }
  },
});

// MaxIntrospectionDepth is a guard of graphql-js against large answers and no rule of the specification; the hub has limits of its own.
const rules = [...specifiedRules.filter((rule) => rule.name !== 'MaxIntrospectionDepthRule'), KnownOperationTypesRule];
// The hub prints object values as graphql-js does from version 17 on: with a space inside the braces.
const layout = (text) => text.replace(/\{(a: 1(?:, a: 2)?)\}/g, '{ $1 }');
const writer = new DocumentWriter(schema, Number(seed));
for (let i = 0; i < Number(count); i++) {
  const document = writer.next();
  const ast = parse(document);
  const broken = rules.filter((rule) => validate(schema, ast, [rule]).length > 0).map((rule) => rule.name.replace(/Rule$/, ''));
  console.log(JSON.stringify({ document, rules: broken.sort(), printed: layout(print(ast)) }));
}
