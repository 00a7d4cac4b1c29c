import type { Saying } from '../../base/say';
import type { SentRequest } from '../../chat/exchange/sentRequest';
import { curlCode } from './curlCode';
import { pythonCode } from './pythonCode';
import { sdkCallOf } from './sdkRequest';
import { typescriptCode } from './typescriptCode';

/** What a request can be written in. */
export const codeForms = ['curl', 'typescript', 'python'] as const;
export type CodeForm = (typeof codeForms)[number];

/** Code that sends a request. It has no key: that comes from the environment. `problem`: why there is none. */
type RequestCode = { readonly code: string } | { readonly problem: Saying };

export function requestCode(request: SentRequest, form: CodeForm): RequestCode {
  if (form === 'curl') return { code: curlCode(request) };
  const call = sdkCallOf(request);
  if ('problem' in call) return call;
  if (form === 'typescript') return { code: typescriptCode(call) };
  // JSON can say half a character, Python's libraries cannot send one.
  if (hasHalf(JSON.stringify(call.body))) {
    return { problem: (say) => say('A text of the request has half a character, which Python cannot send.') };
  }
  return { code: pythonCode(call) };
}

/** Whether a JSON text has an escape that is half a character: whole ones are written as they are. */
const hasHalf = (json: string): boolean => /\\ud[89a-f]/.test(json) && /\\ud[89a-f]/.test(json.replaceAll('\\\\', ''));
