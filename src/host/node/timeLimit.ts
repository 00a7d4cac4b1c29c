import { runInThisContext } from 'node:vm';
import { TooSlowError, fileMs } from '../../core/base/work';

const key = Symbol.for('ai-field-guide.work');

/** V8 ends a script that takes too long with all that it calls, also in the middle of a regular expression. */
export function withinLimit<T>(run: () => T): T {
  let result: { readonly value: T } | undefined;
  const work = (): void => {
    result = { value: run() };
  };
  // A script sees globals alone.
  Object.defineProperty(globalThis, key, { value: work, configurable: true });
  try {
    runInThisContext(`globalThis[Symbol.for('${key.description}')]()`, { timeout: fileMs });
  } catch (error) {
    const isSlow = error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    throw isSlow ? new TooSlowError('It takes too long.', { cause: error }) : error;
  } finally {
    Reflect.deleteProperty(globalThis, key);
  }
  return result!.value;
}
