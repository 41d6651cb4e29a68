// Cerbos: one request for all cells to a decision point of its own process; its processor time counts as well as that of the client.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GRPC } from '@cerbos/grpc';

const TICKS_PER_SECOND = 100;
const folder = fileURLToPath(new URL('cerbos/', import.meta.url));

export async function start({ fields, people }) {
  const binary = createRequire(import.meta.url).resolve('@cerbos/cerbos-linux-x64/cerbos-linux-x64');
  const server = spawn(binary, ['server', `--config=${folder}server.yaml`, '--log-level=ERROR'], { cwd: `${folder}policies`, stdio: 'inherit' });
  const client = new GRPC('127.0.0.1:4811', { tls: false });
  await ready(client);

  const request = {
    principal: {
      id: 'ca-1027',
      roles: ['assistance-officer'],
      attr: { department: 'civil-affairs', purpose: 'assistance.eligibility', region: '990102', hasCase: true, hasEmergency: false },
    },
    resources: people.map((person) => ({
      resource: { kind: 'person', id: person.id, attr: { region: person.region, consents: person.consents } }, actions: fields,
    })),
  };
  return {
    name: 'Cerbos',
    decide: async () => written(await client.checkResources(request), fields),
    processorTime: () => processorTime(server.pid),
    stop: () => {
      client.close();
      server.kill();
    },
  };
}

// Of several outputs for an action the one that opens it.
function written({ results }, fields) {
  return results.flatMap((result) => {
    const outputs = new Map();
    for (const { action, value } of result.outputs) {
      if (!outputs.get(action)?.includes('|')) {
        outputs.set(action, value);
      }
    }
    return fields.map((field) => outputs.get(field) ?? 'NOT_PERMITTED');
  });
}

async function ready(client) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await client.checkHealth();
    } catch (error) {
      if (attempt > 100) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

// In milliseconds: user and system time of the process, from the kernel.
function processorTime(pid) {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number);
  return ((user + system) * 1000) / TICKS_PER_SECOND;
}
