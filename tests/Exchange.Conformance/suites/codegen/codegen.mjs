// Generates code from the hub's introspection as its clients' developers do: graphql-js rebuilds, prints and validates the schema, the core of
// GraphQL Code Generator writes types that TypeScript accepts, relay-compiler writes its artifacts. FULL stands for a client that may see the
// whole graph; the id of a client of the demo for what is visible to one with its rights, which is registered for it.
// usage: node codegen.mjs DATA-FOLDER FULL|CLIENT; prints one line: types, the operations that fit the schema, and mistakes
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildClientSchema, buildSchema, getIntrospectionQuery, parse, printSchema, validate, validateSchema } from 'graphql';
import relay from 'relay-compiler';
import ts from 'typescript';

const credentials = JSON.parse(readFileSync(join(process.argv[2], 'demo-credentials.json'), 'utf8'));
const folder = new URL('.', import.meta.url).pathname;
const operations = readdirSync(join(folder, 'operations')).sort()
  .map((file) => ({ name: file.replace('.graphql', ''), text: readFileSync(join(folder, 'operations', file), 'utf8') }));
const everything = { specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true };
const [wanted, hub] = [process.argv[3], credentials.url];
const model = credentials.clients.find(({ clientId }) => clientId === (wanted === 'FULL' ? 'civil-affairs-assistance-officer' : wanted));
const cookie = wanted === 'FULL' ? '' : await signIn(credentials.staff.find(({ roles }) => roles.includes('account-admin')));
await run(wanted === 'FULL' ? model : await register(model));

async function run(client) {
  const schema = await introspect(client);
  const mistakes = validateSchema(schema).map((error) => error.message);
  const sdl = printSchema(schema);
  const again = buildSchema(sdl);
  mistakes.push(...validateSchema(again).map((error) => error.message));
  const fitting = operations.filter(({ text }) => validate(again, parse(text)).length === 0);
  const work = mkdtempSync(join(tmpdir(), 'exchange-codegen-'));
  try {
    mistakes.push(...(await generateTypes(sdl, again, fitting)), ...compileWithRelay(work, sdl, fitting));
  } finally {
    rmSync(work, { recursive: true });
  }

  const types = Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith('__')).length;
  console.log(JSON.stringify({ types, operations: fitting.map(({ name }) => name), mistakes }));
}

async function generateTypes(sdl, schema, fitting) {
  const code = await codegen({
    filename: 'city.ts',
    schema: parse(sdl),
    schemaAst: schema,
    documents: fitting.map(({ name, text }) => ({ location: name, document: parse(text) })),
    config: { strictScalars: false },
    plugins: [{ typescript: {} }, { typescriptOperations: {} }],
    pluginMap: { typescript, typescriptOperations },
  });
  const host = ts.createCompilerHost({});
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...more) => (file === 'city.ts' ? ts.createSourceFile(file, code, ts.ScriptTarget.ES2022) : read(file, ...more));
  const program = ts.createProgram(['city.ts'], { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, types: [] }, host);
  const missing = fitting.filter(({ name }) => !code.includes(`export type ${name}Query`)).map(({ name }) => `no type of ${name}`);
  return [...missing, ...ts.getPreEmitDiagnostics(program).map((found) => ts.flattenDiagnosticMessageText(found.messageText, ' '))];
}

function compileWithRelay(work, sdl, fitting) {
  mkdirSync(join(work, 'src'));
  writeFileSync(join(work, 'schema.graphql'), sdl);
  for (const { name, text } of fitting) {
    const tags = text.split(/^(?=fragment )/m).map((part) => `graphql\`${part}\`;`);
    writeFileSync(join(work, 'src', `${name}.ts`), `import { graphql } from 'relay-runtime';\n${tags.join('\n')}\n`);
  }

  writeFileSync(join(work, 'relay.config.json'), JSON.stringify({ src: './src', schema: './schema.graphql', language: 'typescript' }));
  writeFileSync(join(work, 'package.json'), '{}');
  const compiled = spawnSync(relay, ['relay.config.json'], { cwd: work, encoding: 'utf8' });
  if (compiled.status !== 0) {
    return [`relay-compiler: ${compiled.stdout}${compiled.stderr}${compiled.error ?? ''}`];
  }

  const artifacts = readdirSync(join(work, 'src', '__generated__'));
  return fitting.filter(({ name }) => !artifacts.includes(`${name}Query.graphql.ts`)).map(({ name }) => `no artifact of ${name}`);
}

async function introspect(client) {
  const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64');
  const given = await fetch(credentials.token, {
    method: 'POST', headers: { authorization: `Basic ${basic}` }, body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const token = (await given.json()).access_token;
  const response = await fetch(credentials.graphql, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: getIntrospectionQuery(everything) }),
  });
  const answer = await response.json();
  if (!answer.data) {
    throw new Error(`The hub does not tell ${client.clientId} its schema: ${JSON.stringify(answer.errors)}`);
  }

  return buildClientSchema(answer.data);
}

async function signIn({ userName, password }) {
  const response = await post('/api/v1/session', { userName, password }, {});
  return response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
}

async function register({ clientId, department, roles, purposes }) {
  const wished = { clientId: `codegen-${clientId}`, department, roles, purposes, region: '9901', introspection: 'visible' };
  const { client, clientSecret } = await (await post('/api/v1/clients', wished, { cookie })).json();
  return { clientId: client.clientId, clientSecret };
}

async function post(path, body, headers) {
  const response = await fetch(new URL(path, hub), {
    method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1', ...headers }, body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }

  return response;
}
