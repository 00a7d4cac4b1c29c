import { answerCheck } from './answerCheck';
import { ShownSchemaNotes, schemaChip, schemaNotes, schemaProblem } from './schemaLine';
import { callCards, resultCards } from './toolCards';
import { callsLine, loopLine } from './toolNotes';
import { toolsChip, toolsNotes, toolsProblem } from './toolsChip';

/** All code that draws tools and schemas. */
export const parts = {
  ...{ callCards, resultCards, callsLine, loopLine, toolsChip, toolsNotes, toolsProblem },
  ...{ answerCheck, ShownSchemaNotes, schemaChip, schemaNotes, schemaProblem },
};
export type ToolParts = typeof parts;
