export { buildNetwork, type Network, type Part, type Queue } from './build.ts';
export { canonical, eventText } from './canonical.ts';
export { type InFlight, itemText, put } from './in-flight.ts';
export {
  type Blocked,
  choiceCount,
  type Configuration,
  DELIVERIES_MAX,
  endless,
  heardAs,
  initialConfiguration,
  listen,
  take,
  type Taken,
  unknownComponent,
  viewOf,
} from './interpret.ts';
export { marking, type Marking } from './marks.ts';
export { localKey, react, type Reaction, stateText } from './react.ts';
export { type Hop } from './routes.ts';
