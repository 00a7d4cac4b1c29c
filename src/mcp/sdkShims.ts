// Parts of the platform that the SDK needs. The build puts this file in place of the SDK's
// own file for them (`scripts/buildExtension.ts`).
import process from 'node:process';

/**
 * Takes the place of the SDK's own validators, which are 150 kB. They serve servers that ask
 * the user something, and this one asks nothing.
 */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error('This server checks nothing by a JSON Schema.');
  }
}

export { process };
