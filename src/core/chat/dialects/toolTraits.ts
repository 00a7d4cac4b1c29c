import type { DialectId } from '../messages/chatTypes';

/** Peculiarities of tools in each API. They are kept apart from the dialects, which most windows never load. */
export const toolTraits: Readonly<
  Record<
    DialectId,
    {
      /** A result can say that it is an error. */
      readonly saysErrors: boolean;
      /** A call is handed back with what its provider signed, whatever stood before it. */
      readonly keepsSeals: boolean;
      /** A tool of which a request does not say it is strict where its schema allows that. */
      readonly strictUnsaid: boolean;
    }
  >
> = {
  'chat-completions': { saysErrors: false, keepsSeals: true, strictUnsaid: false },
  responses: { saysErrors: false, keepsSeals: false, strictUnsaid: true },
  'anthropic-messages': { saysErrors: true, keepsSeals: false, strictUnsaid: false },
};
