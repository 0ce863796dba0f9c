import { CourseScreen } from './course/course-screen';
import { goTo, useRoute } from './live/route';
import { CourseTrends } from './outcomes/course-trends';
import { RoomFrame } from './parts/room-frame';

/** The course of treatment inside the room's frame: a running session stays in sight, and so does its PAUSE. */
export function CourseRoom() {
  const { subject } = useRoute();
  return (
    <RoomFrame actions={null}>
      <CourseScreen
        key={subject}
        patientId={subject ?? ''}
        outcomes={subject === null ? null : <CourseTrends patientId={subject} />}
        onOpenSession={(sessionId) => goTo('review', sessionId)}
        onSessions={() => goTo('review')}
        onLeave={() => goTo('home')}
      />
    </RoomFrame>
  );
}
