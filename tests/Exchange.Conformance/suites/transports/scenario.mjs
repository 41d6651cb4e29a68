// A written scenario is a name and a function; it fails by throwing, or by taking longer than the limit.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const LIMIT = 20_000;
const scenarios = [];

export const scenario = (id, name, run) => scenarios.push({ id, name, run });

export function check(condition, message) {
  if (!condition) throw new Error(message);
}

export function same(actual, expected, what) {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  check(got === wanted, `${what}: ${got} instead of ${wanted}`);
}

export const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Prints one JSON line per scenario. They run side by side, for many of them only wait. */
export async function runAll() {
  await Promise.all(scenarios.map(async ({ id, name, run }) => {
    let timer;
    const tooLong = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('it took too long')), LIMIT); });
    try {
      await Promise.race([run(), tooLong]);
      console.log(JSON.stringify({ id, name, status: 'ok', reason: null }));
    } catch (error) {
      const reason = error instanceof Error ? error.message : error.code ? `closed with ${error.code} ${error.reason}` : JSON.stringify(error);
      console.log(JSON.stringify({ id, name, status: 'failed', reason }));
    } finally {
      clearTimeout(timer);
    }
  }));
}

/** The demo hub whose data folder is given: where it is and who may ask. */
export class Hub {
  constructor(folder) {
    this.credentials = JSON.parse(readFileSync(join(folder, 'demo-credentials.json'), 'utf8'));
    this.http = this.credentials.graphql;
    this.ws = this.http.replace(/^http/, 'ws');
    this.origin = new URL(this.http).origin;
    this.tokens = new Map();
    this.cookies = new Map();
  }

  token(clientId) {
    return remembered(this.tokens, clientId, async () => {
      const { clientSecret } = this.credentials.clients.find((client) => client.clientId === clientId);
      const response = await fetch(this.credentials.token, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
      });
      return (await response.json()).access_token;
    });
  }

  cookie(userName) {
    return remembered(this.cookies, userName, async () => {
      const { password } = this.credentials.staff.find((account) => account.userName === userName);
      const response = await this.api('POST', '/session', { 'content-type': 'application/json' }, JSON.stringify({ userName, password }));
      return response.headers.getSetCookie()[0].split(';')[0];
    });
  }

  async api(method, path, headers, body) {
    const response = await fetch(`${this.origin}/api/v1${path}`, { method, headers: { 'x-csrf': '1', ...headers }, body });
    check(response.ok, `${method} ${path} answered ${response.status}`);
    return response;
  }
}

function remembered(known, key, make) {
  if (!known.has(key)) known.set(key, make());
  return known.get(key);
}
