export { buildNetwork, type Network, type Part, type Queue } from './build.ts';
export { canonical } from './canonical.ts';
export {
  type Blocked,
  choiceCount,
  type Configuration,
  DELIVERIES_MAX,
  endless,
  type InFlight,
  initialConfiguration,
  listen,
  take,
  type Taken,
  unknownComponent,
  viewOf,
} from './interpret.ts';
export { marking, type Marking } from './marks.ts';
export { localKey, react, stateText } from './react.ts';
export { type Hop } from './routes.ts';
