// Serves one HTTP server on a free port of the loopback, prints its address as a line of JSON, and ends with its standard input.
import { createServer } from 'node:http';

export function serve(listener) {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}/graphql` })));
  process.stdin.resume().on('end', () => process.exit(0));
}
