# What somebody does in social work (src/registrations/registration.rs).
role-practitioner = I work in the field
role-manager = I lead a team
role-teacher-or-researcher = I teach or do research
role-student = I am a student
role-volunteer-or-expert-by-experience = I am a volunteer or an expert by experience
role-policy = I work on policy

# The same in a list, where others read it.
role-short-practitioner = Practice
role-short-manager = Management
role-short-teacher-or-researcher = Teaching and research
role-short-student = Student
role-short-volunteer-or-expert-by-experience = Volunteer or expert by experience
role-short-policy = Policy
