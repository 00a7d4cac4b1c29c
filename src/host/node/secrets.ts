import { rules as preset } from '@secretlint/secretlint-rule-preset-recommend';
import { withinLimit } from './timeLimit';

/** A text as the rules see it: one without a path, so that none of them reads a file. */
interface RuleSource {
  readonly content: string;
  readonly contentType: 'text';
  readonly ext: '';
  readonly hasBOM: false;
  readonly filePath: undefined;
  readonly physicalFilePath: undefined;
  getFilePath(): undefined;
  getPhysicalFilePath(): undefined;
}

interface RuleContext {
  readonly sharedOptions: Readonly<Record<string, never>>;
  createTranslator(): (messageId: string) => object;
  report(): void;
  ignore(): void;
}

/** A rule of secretlint, as far as it is used. */
interface SecretRule {
  readonly meta: { readonly id: string };
  create(context: RuleContext, options: object): { file?(source: RuleSource): void | Promise<void> };
}

/** Options by rule. IDs of AWS are reported, too: alone they are no secret, but they are one half of it. */
const optionsOf: ReadonlyMap<string, object> = new Map([
  ['@secretlint/secretlint-rule-aws', { enableIDScanRule: true }],
]);

/** The rule that finds no secrets, but comments that silence the other rules. */
const commentRule = '@secretlint/secretlint-rule-filter-comments';

// The types of the package come from another package that it does not bring along.
const rules = (preset as unknown as readonly SecretRule[]).filter(({ meta }) => meta.id !== commentRule);

/** Private keys that the rules do not know: short ones of Ed25519, those with a password, and those of PGP. */
const privateKey = /-----BEGIN (?:[A-Z\d]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----[^]{1,300}?[A-Za-z\d+/]{40}/;

/**
 * Whether a text holds a key, token or password of a known form. A comment that tells secretlint to be silent is
 * ignored, as it may be a stranger's. @throws TooSlowError
 */
export async function holdsSecret(text: string): Promise<boolean> {
  const source: RuleSource = {
    ...{ content: text, contentType: 'text', ext: '', hasBOM: false, filePath: undefined, physicalFilePath: undefined },
    ...{ getFilePath: () => undefined, getPhysicalFilePath: () => undefined },
  };
  let isFound = false;
  const context: RuleContext = {
    sharedOptions: {},
    // The message stays empty, as the text that was found would be the secret.
    createTranslator: () => (messageId) => ({ message: '', messageId, data: undefined }),
    report: () => void (isFound = true),
    ignore: () => undefined,
  };
  // All rules run under one limit, as setting a limit takes longer than the rules do on a small text.
  const looked = withinLimit(() => {
    isFound = privateKey.test(text);
    return rules.map(async (rule) => rule.create(context, optionsOf.get(rule.meta.id) ?? {}).file?.(source));
  });
  await Promise.all(looked);
  return isFound;
}
