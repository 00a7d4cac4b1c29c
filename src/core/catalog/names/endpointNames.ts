import { literalPattern } from '../../base/searchPattern';
import type { LifecycleModel } from '../lifecycle';
import type { Surface } from '../lifecycleTable';
import type { Span } from '../../text/span';

/**
 * The mark by which a text shows that it uses an API or an address. A `member` counts in code only; the caller decides
 * where the others count.
 */
export type EndpointMark = 'address' | 'member' | 'id';

export interface FoundEndpoint extends Span {
  readonly record: LifecycleModel;
  readonly mark: EndpointMark;
  /** The object of a member, such as `client` in `self.client.beta.threads`. */
  readonly receiver: string | undefined;
  /** A word, in small letters, that the file has to contain for the mark to count; `undefined` where none is needed. */
  readonly word: string | undefined;
}

/** The least digits and letters behind the beginning of an id. An example in words has fewer. */
const leastOfId = 8;

/** Returns the forms of a member. In Java and Kotlin, members are calls: `client.beta().threads()`. */
const inJava = (member: string): readonly string[] => [...new Set([member, member.replaceAll('.', '().')])];

/** Creates the finder of APIs and addresses with a published end, by their marks. */
export function createEndpointNames(records: readonly LifecycleModel[]) {
  const all = records.flatMap((record) => {
    const { addresses = [], members = [], ids = [], word } = record.endpoint ?? {};
    return [
      ...addresses.map((text) => ({ record, text, mark: 'address' as const, word: undefined })),
      ...members.flatMap(inJava).map((text) => ({ record, text, mark: 'member' as const, word })),
      ...ids.map((text) => ({ record, text, mark: 'id' as const, word: undefined })),
    ].map((each) => ({ ...each, pattern: patternOf(each) }));
  });
  return {
    /** Texts by which an endpoint is found in a run of characters, as they are written. */
    marks: all.map(({ text }) => text),
    /**
     * Finds the endpoint that `text` names: an address with the text before it, a chain of members up to the mark, or
     * an id. UTF-16 code units.
     */
    find(text: string): FoundEndpoint | undefined {
      for (const { record, mark, word, pattern } of all) {
        const match = pattern.exec(text);
        if (!match) continue;
        const receiver = mark === 'member' ? /(\w+)\.$/.exec(text.slice(0, match.index))?.[1] : undefined;
        return { record, mark, receiver, word, start: 0, end: match.index + match[0].length };
      }
      return undefined;
    },
    /** Returns the record of the same endpoint at a host, or `record` where the host has no date of its own. */
    at: (record: LifecycleModel, host: Surface | undefined): LifecycleModel =>
      records.find(
        ({ endpoint, surface }) => surface === (host ?? record.surface) && endpoint?.name === record.endpoint?.name,
      ) ?? record,
  };
}

/**
 * Returns the pattern of a mark, which matches whole parts only: `beta.threadsafe` has no threads, and
 * `mymodels.github.ai` and `models.github.ai.example` are other hosts.
 */
function patternOf({ text, mark }: { readonly text: string; readonly mark: EndpointMark }): RegExp {
  const whole = literalPattern(text);
  if (mark === 'id') return new RegExp(`^${whole}[a-z0-9]{${leastOfId},}$`, 'i');
  return new RegExp(`(?<![\\w@-])${whole}(?![\\w-]${mark === 'address' ? '|\\.\\w' : ''})`, 'i');
}
