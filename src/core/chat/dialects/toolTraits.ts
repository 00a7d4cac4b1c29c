import type { DialectId } from '../messages/chatTypes';

/** Peculiarities of tools in each API. They are kept apart from the dialects, which most windows never load. */
export const toolTraits: Readonly<
  Record<
    DialectId,
    {
      /** Whether a result can be marked as an error. */
      readonly saysErrors: boolean;
      /** Whether a call is handed back with its provider's signature, whatever comes before it. */
      readonly keepsSeals: boolean;
      /** Whether a tool without `strict` is strict where its schema allows that. */
      readonly strictUnsaid: boolean;
    }
  >
> = {
  'chat-completions': { saysErrors: false, keepsSeals: true, strictUnsaid: false },
  responses: { saysErrors: false, keepsSeals: false, strictUnsaid: true },
  'anthropic-messages': { saysErrors: true, keepsSeals: false, strictUnsaid: false },
};
