// A reference server in a process of its own, set up as the first argument says (JSON). Ends when its parent lets go.
import { createReferenceServer } from '../../dist/mock-server.js';

const server = await createReferenceServer(JSON.parse(process.argv[2] ?? '{}'));
process.on('disconnect', () => process.exit());
process.send(server.url);
