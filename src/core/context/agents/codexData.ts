import type { KnownCount } from '../contextReport';

// Counts of the texts that Codex brings itself, made with the program of the version below, which `npm run check:agents`
// runs. The texts are not kept here.

export const codexVersion = '0.171.0';

/** Makes a table that has no entries but its own: a config may name any model, even `constructor`. */
const byModel = <Value>(table: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
  Object.assign(Object.create(null) as Record<string, Value>, table);

/** Context windows that Codex counts with, in tokens: `codex debug models --bundled`. */
export const codexWindows = byModel({
  'gpt-6.2-sol': 500_000,
  'gpt-6.2-astra': 272_000,
  'gpt-6.1-terra': 500_000,
  'gpt-6.1-sol': 500_000,
  'gpt-6-astra': 272_000,
  'gpt-6-sol': 272_000,
  'gpt-6-luna': 272_000,
  'gpt-5.6-sol': 272_000,
  'gpt-5.6-terra': 272_000,
  'gpt-5.6-luna': 272_000,
  'gpt-5.5': 272_000,
});

/** Context window of a model that Codex does not know, in tokens. */
export const codexOtherWindow = 272_000;

/**
 * The skills that Codex installs for each user: their lines take a share of the list. `description` is in UTF-8 bytes,
 * all ASCII.
 */
export const codexOwnSkills: readonly { readonly name: string; readonly description: number }[] = [
  { name: 'imagegen', description: 570 },
  { name: 'openai-docs', description: 624 },
  { name: 'skill-creator', description: 106 },
  { name: 'skill-installer', description: 225 },
];

const o200k = (bytes: number, tokens: number, sha256: string): KnownCount => ({
  ...{ encoding: 'o200k_base', bytes, tokens, sha256 },
});

/**
 * Instructions and tools by model, with the list of Codex' own skills and without the content of the folder. Codex does
 * not tell the tools of all models.
 */
export const codexOwn = byModel<{ readonly base: KnownCount; readonly tools?: KnownCount }>({
  'gpt-6.2-sol': {
    base: o200k(35_684, 7_113, '21e00377481f6fc77fedaf99abcf90d59f066f14f1cfcaa9184b8f93726e7951'),
    tools: o200k(23_033, 5_505, '9fb42bb480b2b1c2c6e03565590ecec70a1ba688f441f70ac1eb929a729edbb3'),
  },
  'gpt-6.2-astra': {
    base: o200k(35_446, 7_053, 'a460c3614b7f36c62c17d4b335451742dfa426e7667b73dad54dd7ae9e469af5'),
    tools: o200k(23_033, 5_505, '9fb42bb480b2b1c2c6e03565590ecec70a1ba688f441f70ac1eb929a729edbb3'),
  },
  'gpt-6-astra': {
    base: o200k(30_772, 6_112, '0aefa339ac9f5b1672d409601859b88ba732ef592c1b0f572a6c05e2d28eb4fd'),
    tools: o200k(22_138, 5_334, 'b7c2eb56f00c5508001fb693180c2175e80206a3badd5f1f39a4c31f4dad11a4'),
  },
  'gpt-6.1-sol': {
    base: o200k(31_123, 6_176, '5edbe9091743cdc14312536b29a9c991f8eb7775cec7a0f08127223d147cd6f9'),
    tools: o200k(22_138, 5_334, 'b7c2eb56f00c5508001fb693180c2175e80206a3badd5f1f39a4c31f4dad11a4'),
  },
  'gpt-6.1-terra': {
    base: o200k(30_908, 6_133, '833b0d71c4fd6c3fdcdf4d9075ba44dc1f553d70983804e01c5fa90676245647'),
    tools: o200k(22_138, 5_334, 'b7c2eb56f00c5508001fb693180c2175e80206a3badd5f1f39a4c31f4dad11a4'),
  },
  'gpt-6-sol': {
    base: o200k(28_343, 5_664, '544da6e38774ae250f6ea2a6e90f5e9a4dddf569172c6f8cb90f9554a245f760'),
    tools: o200k(22_138, 5_334, 'b7c2eb56f00c5508001fb693180c2175e80206a3badd5f1f39a4c31f4dad11a4'),
  },
  'gpt-6-luna': {
    base: o200k(27_388, 5_485, '0b9c81bb0a9bffc3a12836fd39ecb8a31f4d29cfda4d7b50858964e2bc226ec0'),
    tools: o200k(22_138, 5_334, 'b7c2eb56f00c5508001fb693180c2175e80206a3badd5f1f39a4c31f4dad11a4'),
  },
  'gpt-5.6-sol': {
    base: o200k(26_269, 5_369, '688db6ba7ab8750845bbe3586867637e2c5d3f3de87b5fa1f06e0204af93e45a'),
    tools: o200k(19_805, 4_837, '1a298740fc2f60fe7399be4fec6b188cd719f38bf239a905569a1fac81111420'),
  },
  'gpt-5.6-terra': {
    base: o200k(26_269, 5_369, '688db6ba7ab8750845bbe3586867637e2c5d3f3de87b5fa1f06e0204af93e45a'),
    tools: o200k(19_805, 4_837, '1a298740fc2f60fe7399be4fec6b188cd719f38bf239a905569a1fac81111420'),
  },
  'gpt-5.6-luna': {
    base: o200k(23_866, 4_849, '0a43163df3bfa7593482ded924d7325c08253f1328693cf2e453bf9e8efbdd8e'),
    tools: o200k(13_480, 3_379, 'c57283395d5e9e647eccc1485d1c7da2f4beba574c5029f62b2c670c3392b321'),
  },
  'gpt-5.5': {
    base: o200k(30_127, 6_279, '823ce38a57c582acaa40e412f2486e5bb66ef47524db796e87212e8e4409b99d'),
  },
});
