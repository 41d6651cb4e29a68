// Runs every scenario against a running demo hub and prints one JSON line per scenario.
// usage: node transports/run.mjs DATA_FOLDER
import { describeBareSockets } from './bare-sockets.mjs';
import { describeEvents } from './events.mjs';
import { Hub, runAll } from './scenario.mjs';
import { describeSockets } from './sockets.mjs';
import { describeSubscriptions } from './subscriptions.mjs';

const hub = new Hub(process.argv[2]);
describeSockets(hub);
describeBareSockets(hub);
describeEvents(hub);
describeSubscriptions(hub);
await runAll();
process.exit(0);
