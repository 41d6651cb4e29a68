// Composes every fixture of a folder with Apollo's composition and prints, one JSON object a line: its name, the codes of the errors
// (null where the composition itself broke down), and the supergraph document where there is one.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

function subgraphs(text) {
  const parts = text.split(/^# subgraph (\S+)\n/m).slice(1);
  return parts.flatMap((part, i) => (i % 2 === 0 ? [{ name: part, url: `http://${part}`, sdl: parts[i + 1] }] : []));
}

function compose(text) {
  try {
    const services = subgraphs(text).map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
    const { errors, supergraphSdl } = composeServices(services);
    return { codes: (errors ?? []).map((error) => error.extensions?.code ?? 'NONE'), supergraph: supergraphSdl ?? null };
  } catch {
    return { codes: null, supergraph: null };
  }
}

const folder = process.argv[2];
for (const file of readdirSync(folder).filter((name) => name.endsWith('.graphql')).sort()) {
  console.log(JSON.stringify({ name: file.slice(0, -'.graphql'.length), ...compose(readFileSync(join(folder, file), 'utf8')) }));
}
