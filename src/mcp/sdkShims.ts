// Parts of the platform that the SDK needs. The build puts this file in the place of the SDK's own one for that
// (`scripts/buildExtension.ts`).
import process from 'node:process';

/** The SDK's own are 150 kB, for servers that ask the user something: this one asks nothing. */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error('This server checks nothing by a JSON Schema.');
  }
}

export { process };
