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
export type RequestCode = { readonly code: string } | { readonly problem: Saying };

export function requestCode(request: SentRequest, form: CodeForm): RequestCode {
  if (form === 'curl') return { code: curlCode(request) };
  const call = sdkCallOf(request);
  if ('problem' in call) return call;
  if (form === 'typescript') return { code: typescriptCode(call) };
  // JSON can say half a character, Python's libraries cannot send one.
  if (/\\ud[89a-f]/.test(JSON.stringify(call.body).replaceAll('\\\\', ''))) {
    return { problem: (say) => say('A text of the request has half a character, which Python cannot send.') };
  }
  return { code: pythonCode(call) };
}
