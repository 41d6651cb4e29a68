// Puts the lines of both halves side by side, the best of every measurement, as a table for results.md.
import { readFileSync } from 'node:fs';

function best(file) {
  const lines = new Map();
  for (const text of readFileSync(file, 'utf8').trim().split('\n')) {
    const line = JSON.parse(text);
    const key = `${line.document}, ${line.work}`;
    if (!(lines.get(key)?.us <= line.us)) {
      lines.set(key, line);
    }
  }
  return lines;
}

const perSecond = (us) => Math.round(1e6 / us).toLocaleString('en-US');
const [ours, theirs] = [best(process.argv[2]), best(process.argv[3])];
console.log('| Document, work | graphql-js µs | ops/s | Exchange µs | ops/s | Times faster | MB/s | Allocated | Per byte |');
console.log('|---|--:|--:|--:|--:|--:|--:|--:|--:|');
for (const [key, { us, bytes, allocated }] of ours) {
  const other = theirs.get(key).us;
  const cells = [
    key, other.toFixed(1), perSecond(other), us.toFixed(1), perSecond(us), (other / us).toFixed(1),
    (bytes / us).toFixed(1), `${allocated} B`, (allocated / bytes).toFixed(1),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
