import { createContext, runInContext } from 'node:vm';
import { isRecord } from '../../core/base/json';
import { TooSlowError, fileMs } from '../../core/base/work';

/** Globals of the script. */
const seen: { work?: () => void } = {};
let context: object | undefined;

/**
 * Runs a function within the time limit. V8 ends a script that takes too long with all that it
 * calls, also in the middle of a regular expression.
 */
export function withinLimit<T>(run: () => T): T {
  let result: { readonly value: T } | undefined;
  seen.work = () => {
    result = { value: run() };
  };
  try {
    runInContext('work()', (context ??= createContext(seen)), { timeout: fileMs });
  } catch (error) {
    // The error is no instance of our Error, as the script has its own.
    const isSlow = isRecord(error) && error['code'] === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    throw isSlow ? new TooSlowError('It takes too long.', { cause: error }) : error;
  }
  return result!.value;
}
