import type { Draft } from '../session/sessionSchema';
import { looksLikeCurl } from './glance';

/** The mark that takes the place of a key. */
const mark = '{key}';
const header = String.raw`(\s(?:-H\s*|--header[\s=]\s*)`;
const ofKeys = '(?:proxy-)?authorization|x-api-key|api-key|x-goog-api-key|cookie';
/** Excludes a variable of the shell, which is no key. */
const noVariable = String.raw`(?!\s*(?:(?:bearer|basic)\s+)?\$)`;
const quotedHeader = new RegExp(
  String.raw`${header}\$?(['"])(?:${ofKeys})\s*:)${noVariable}(\s*(?:(?:bearer|basic)\s+)?)(?:(?!\2)[^\r\n])+`,
  'gi',
);
const bareHeader = new RegExp(String.raw`${header}(?:${ofKeys}):)(?!\$)[^\s'"\\]+`, 'gi');
const option =
  /(\s(?:-[uUb]|--user|--proxy-user|--oauth2-bearer|--cookie)(?:\s+|=))(?!['"]?\$)(?:'[^'\r\n]*'|"[^"\r\n]*"|[^\s'"]+)/g;
const login = /(\bhttps?:\/\/)[^@/\s'"]+@/gi;
const query = /([?&](?:api[-_]?)?key=)(?!\$)[^&'"\s]+/gi;
/** Keys outside of curl's headers and options: values that are called a key, or look like one. */
const named =
  /(\s--?[\w-]{0,30}(?:key|token|secret|password)[\w-]{0,30}[\s=]\s*)(?!['"]?\$)(?:'[^'\r\n]*'|"[^"\r\n]*"|[^\s'"]+)/gi;
const bearer = /(\bbearer\s+)[\w.~+/=-]{12,}/gi;
const known = /\b(?:(?:sk|gsk|xai|hf|pplx|nvapi|r8|ghp)[-_](?=[\w-]{12})|AIza(?=[\w-]{20}))[\w-]+/g;
const variable = /(^\s*(?:[$%]\s+)?(?:\w+=\S*\s+)*\w*(?:KEY|TOKEN)\w*=)(?!\$)[^\s]+/i;

/**
 * Returns a curl command without the keys in it, and any other text as it is. Used for texts that are otherwise kept
 * as they came, before anyone has said what they are.
 */
export const withoutKeys = (text: string): string =>
  looksLikeCurl(text)
    ? text
        .replace(quotedHeader, `$1$3${mark}`)
        .replace(bareHeader, `$1${mark}`)
        .replace(option, `$1${mark}`)
        .replace(login, `$1${mark}@`)
        .replace(query, `$1${mark}`)
        .replace(named, `$1${mark}`)
        .replace(bearer, `$1${mark}`)
        .replace(known, mark)
        .replace(variable, `$1${mark}`)
    : text;

/** Returns a draft as it is kept: without keys in texts that may hold a command. The writer sees them as written. */
export function withoutKeysIn<T extends Partial<Pick<Draft, 'message' | 'edited'>>>(draft: T): T {
  const { message, edited } = draft;
  return {
    ...draft,
    ...(message !== undefined && { message: withoutKeys(message) }),
    ...(edited !== undefined && { edited: withoutKeys(edited) }),
  };
}

/** Whether a kept text is the one that was sent. A draft is kept without the keys in it. */
export const isKept = (kept: string | undefined, sent: string): boolean => kept === sent || kept === withoutKeys(sent);

/**
 * Returns the message that stays after sending: one that was typed since then, or one with variables, for other values.
 */
export const leftOf = ({ message }: Draft, sent: string): string => (isKept(message, sent) ? '' : message);
