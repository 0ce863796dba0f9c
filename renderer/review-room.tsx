import { goTo, useRoute } from './live/route';
import { RoomFrame } from './parts/room-frame';
import { ReviewScreen } from './review/review-screen';

/** The review inside the room's frame: a running session stays in sight, and so does its PAUSE. */
export function ReviewRoom() {
  const { subject } = useRoute();
  return (
    <RoomFrame actions={null}>
      <ReviewScreen
        key={subject}
        onLeave={() => goTo('home')}
        onCourse={(patientId) => goTo('course', patientId)}
        {...(subject === null ? {} : { openSessionId: subject })}
      />
    </RoomFrame>
  );
}
