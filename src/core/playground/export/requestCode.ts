import type { Saying } from '../../base/say';
import type { SentRequest } from '../../chat/exchange/sentRequest';
import { curlCode } from './curlCode';
import { withFilesRead, withOwnMarks } from './fileExpressions';
import type { FilePaths } from './fileExpressions';
import { pythonCode } from './pythonCode';
import { sdkCallOf } from './sdkRequest';
import type { SdkCall } from './sdkRequest';
import { typescriptCode } from './typescriptCode';

/** Forms of code that a request can be written in. */
export const codeForms = ['curl', 'typescript', 'python'] as const;
export type CodeForm = (typeof codeForms)[number];

/** Code that sends a request. The key is not in it, but comes from the environment. `problem`: why there is no code. */
type RequestCode = { readonly code: string } | { readonly problem: Saying };

const writers: Readonly<Record<CodeForm, (request: SentRequest, pathOf: FilePaths) => RequestCode>> = {
  curl: (request, pathOf) => ({ code: curlCode(request, pathOf) }),
  typescript: (request, pathOf) =>
    withCall(request, (call) => {
      const read = (path: string): string => `readFileSync(${path}, "base64")`;
      return { code: withFilesRead(typescriptCode(call, hasFiles(request)), request, pathOf, read) };
    }),
  python: (request, pathOf) =>
    withCall(request, (call) =>
      // JSON can express half a character, but Python's libraries cannot send one.
      hasHalf(JSON.stringify(call.body))
        ? { problem: (say) => say('A text of the request has half a character, which Python cannot send.') }
        : { code: withFilesRead(pythonCode(call, hasFiles(request)), request, pathOf, readInPython) },
    ),
};

const hasFiles = ({ files = [] }: SentRequest): boolean => files.length > 0;

const readInPython = (path: string): string => `base64.b64encode(Path(${path}).read_bytes()).decode()`;

/** Writes code that sends a request. `pathOf` returns the paths of its files. */
export const requestCode = (request: SentRequest, form: CodeForm, pathOf: FilePaths = (blob) => blob): RequestCode =>
  writers[form](...withOwnMarks(request, pathOf));

function withCall(request: SentRequest, write: (call: SdkCall) => RequestCode): RequestCode {
  const call = sdkCallOf(request);
  return 'problem' in call ? call : write(call);
}

/** Whether a JSON text has an escape that is half a character: whole ones are written as they are. */
const hasHalf = (json: string): boolean => /\\ud[89a-f]/.test(json) && /\\ud[89a-f]/.test(json.replaceAll('\\\\', ''));
