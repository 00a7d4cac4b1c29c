import './manyTries';
import '../../unit/core/prompts/language/problems.test';
import '../../unit/core/prompts/template/hostileHandlebars.test';
