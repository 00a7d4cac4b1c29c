import { parentPort } from 'node:worker_threads';
import { checkAgainstSchema } from '../core/schema/checkAgainstSchema';
import { serveSchemaCheck } from '../core/schema/schemaProtocol';
import type { SchemaRequest } from '../core/schema/schemaProtocol';

// A schema is code, and an expression in it may take for ever. So it runs here, and the thread is ended if it does.

// Things that only the first check has to make are made before it begins, so that its time is left for the schema.
checkAgainstSchema(true, null);

parentPort?.on('message', (request: SchemaRequest) => {
  serveSchemaCheck(request, (reply) => parentPort?.postMessage(reply));
});
