import assert from 'node:assert/strict';
import type { GroupEntry, Group, IdPlace } from '../../../../../src/core/code/ids/place';
import { isCalledAt } from '../../../../../src/core/code/ids/use';

const id: GroupEntry = { key: undefined, value: 'gpt-4' };
const nameless = { key: undefined, variable: undefined };

const group = (kind: Group['kind'], more: Partial<Group> = {}): Group => ({
  ...{ kind, name: '', ...nameless, entries: [id] },
  ...more,
});
const placeIn = (groups: readonly Group[], key?: string): IdPlace => ({
  ...{ key, variable: undefined, insteadOf: undefined, isKey: false, isCompared: false, isInUnion: false, groups },
});
const entriesOf = (...keys: string[]): GroupEntry[] => keys.map((key) => ({ key, value: undefined }));

/** `name("gpt-4")` */
const isCalledBy = (name: string): boolean => isCalledAt(placeIn([group('call', { name })]));
/** `{ model: "gpt-4", … }` */
const isCalledBeside = (...keys: string[]): boolean =>
  isCalledAt(placeIn([group('object', { entries: entriesOf('model', ...keys) })], 'model'));

/** Asks for each case by itself, so that all that are wrong are named. */
function holds(cases: string, expected: boolean, isCalled: (each: string) => boolean): void {
  const all = cases.split(' ');
  assert.deepEqual(
    all.filter((each) => isCalled(each) !== expected),
    [],
  );
}

describe('an id is called', () => {
  it('by a function that does something with a model', () => {
    holds('ask client.chat run_agent complete Agent openai.WithModel costume', true, isCalledBy);
  });

  it('not by one that handles its name alone', () => {
    holds('print fmt.Printf fmt.Println fmt.Sprintf logger.info log.debug console.warn t.Errorf', false, isCalledBy);
    holds('t.Skip items.append stack.push list.unshift set.add map.delete s.pop d.setdefault', false, isCalledBy);
    holds('pytest.mark.parametrize pytest.param z.literal z.union click.Choice', false, isCalledBy);
    holds(
      'describe it test suite.run test.each each set.has choices includes contains startsWith ends_with',
      false,
      isCalledBy,
    );
    holds('name.replace name.split path.join regex.match echo help len hash "x".format', false, isCalledBy);
    holds(
      'list tuple frozenset asList listOf setOf arrayOf List.of Set.of Map.of Optional.of Stream.of',
      false,
      isCalledBy,
    );
  });

  it('not by one that counts, weighs or reads it', () => {
    holds('tokenizerFor get_encoding num_tokens countTokens tokenCount token_limit maxTokens', false, isCalledBy);
    holds('estimateCost pricing price_of contextWindow context_size contextLength', false, isCalledBy);
    holds(
      'capabilitiesOf supportedModel keyRequired normalizeModel normalise_id convertModel parseId',
      false,
      isCalledBy,
    );
    holds('ModelException ModelError DeprecationWarning', false, isCalledBy);
  });

  it('not by a question', () => {
    holds(
      'isReasoning model.IsLegacy model.PrefersJson has_vision supportsTools canStream should_stream',
      false,
      isCalledBy,
    );
    holds('usesTools prefersJson prefer_json needsKey needs_key requiresKey', false, isCalledBy);
  });

  it('not in a test of what came out', () => {
    holds(
      'mockAnswer ChatResponse expect assertEqual toBe toEqual toMatchObject toContain toHaveBeenCalledWith equal',
      false,
      isCalledBy,
    );
    holds('expect.objectContaining deepEqual deep_equal require.Equal requireModel', false, isCalledBy);
    const within = (name: string): boolean =>
      isCalledAt(placeIn([group('object', { entries: entriesOf('model') }), group('call', { name })], 'model'));
    holds('mockAnswer ChatResponse expect.objectContaining', false, within);
    holds('ask', true, within);
  });

  it('by default of something that holds a model', () => {
    const isDefaultOf = (name: string, what: string): boolean =>
      isCalledAt(placeIn([group('call', { name, entries: [{ key: undefined, value: what }, id] })]));
    const holders =
      'os.getenv env.get Field typer.Option add_option flag.String tk.StringVar env.default prompt Argument';
    holds(holders, true, (name) => isDefaultOf(name, 'OPENAI_MODEL') && isDefaultOf(name, '--llm'));
    holds(holders, false, (name) => isDefaultOf(name, 'TITLE'));
    const named = (key: string, what: string): boolean =>
      isCalledAt(
        placeIn([group('call', { name: 'add_argument', entries: [{ key: undefined, value: what }, id] })], key),
      );
    holds('default defaultValue default_value fallback', true, (key) => named(key, '--engine'));
    holds('default defaultValue default_value fallback', false, (key) => named(key, '--title'));
  });

  it('as the id of what is a model, by its name or that of a service', () => {
    const asId = (name: string): boolean => isCalledAt(placeIn([group('call', { name })], 'id'));
    holds('MyLLM ChatThing LargeModel HttpClient Embedder Groq pkg.DeepSeek', true, asId);
    holds('Agent User chats.Room', false, asId);
  });

  it('by default of a parameter that names a model', () => {
    const ofParameter = (key: string): boolean => isCalledAt(placeIn([group('declaration', { name: 'f' })], key));
    holds('model llm model_name', true, ofParameter);
    holds('title name', false, ofParameter);
  });

  it('not in a row of a table of models', () => {
    holds(
      'inputPrice pricing cost_per_token contextWindow context_size supportsVision supports_tools',
      false,
      isCalledBeside,
    );
    holds(
      'knowledgeCutoff releaseDate modalities image_input platformLink edit_format parameterSize',
      false,
      isCalledBeside,
    );
    holds('max_input_tokens maxOutputTokens maxContextTokens max_completion_tokens', false, isCalledBeside);
    holds('temperature max_tokens cost_limit max_cost', true, isCalledBeside);
    for (const key of ['temperature', 'top_p', 'topK', 'stream', 'streaming'])
      assert.ok(isCalledBeside('maxOutputTokens', key), key);
  });

  it('not in an answer, a request or an example that was written down', () => {
    holds(
      'choices usage finish_reason stopReason stop_sequence system_fingerprint created created_at object role',
      false,
      isCalledBeside,
    );
    const under = (key: string): boolean =>
      isCalledAt(placeIn([group('object', { key, entries: entriesOf('model') })], 'model'));
    holds('example examples enum enums response parsed_body x-default', false, under);
    holds('body options', true, under);
    const around = (key: string): boolean =>
      isCalledAt(placeIn([group('object', { entries: entriesOf('model') }), group('object', { key })], 'model'));
    holds('expected expectedBody snapshot', false, around);
  });
});
