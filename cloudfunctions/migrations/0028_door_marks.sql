CREATE TABLE "door_marks" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"how" text,
	"marked_at" timestamp (3) with time zone NOT NULL,
	"marked_by" uuid NOT NULL,
	CONSTRAINT "door_marks_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "door_marks_how" CHECK ("door_marks"."how" is null or "door_marks"."how" in ('inPerson', 'byPhone', 'noteLeft', 'notHome'))
);
--> statement-breakpoint
CREATE INDEX "door_marks_entry" ON "door_marks" USING btree ("entry_id","id");