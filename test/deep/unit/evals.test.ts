import './manyTries';
import '../../unit/core/evals/mangled.test';
