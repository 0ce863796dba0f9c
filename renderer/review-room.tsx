import { goTo } from './live/route';
import { RoomFrame } from './parts/room-frame';
import { ReviewScreen } from './review/review-screen';

/** The review inside the room's frame: a running session stays in sight, and so does its PAUSE. */
export function ReviewRoom() {
  return (
    <RoomFrame actions={null}>
      <ReviewScreen onLeave={() => goTo('home')} />
    </RoomFrame>
  );
}
