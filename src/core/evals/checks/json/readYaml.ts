import { CORE_SCHEMA, binaryTag, load, mergeTag, omapTag, pairsTag, timestampTag } from 'js-yaml';

/** YAML as promptfoo reads it: the core schema, with the tags of YAML 1.1 that it kept. */
const schema = CORE_SCHEMA.withTags(mergeTag, binaryTag, timestampTag, omapTag, pairsTag);

/** Reads YAML. `lastOfSame`: the last value of a repeated key counts, as in JSON. @throws YAMLException */
export const readYaml = (text: string, lastOfSame = false): unknown => load(text, { schema, json: lastOfSame });
