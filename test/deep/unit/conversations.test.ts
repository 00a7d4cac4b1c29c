// Tests that the usual run tries a few times, tried often.
import './manyTries';
import '../../unit/core/playground/columnsProperty.test';
import '../../unit/core/playground/export/savedSession.test';
import '../../unit/core/playground/session/branchesProperty.test';
