// What the SDK takes of its platform, in the place of its own file for that (`scripts/buildExtension.ts`).
import process from 'node:process';

/** The SDK's own are 150 kB, for servers that ask the user something: this one asks nothing. */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error('This server checks nothing by a JSON Schema.');
  }
}

export { process };
