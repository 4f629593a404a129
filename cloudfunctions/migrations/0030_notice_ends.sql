ALTER TABLE "door_entries" ADD CONSTRAINT "door_entries_closed_why" CHECK ("door_entries"."closed_why" is null or "door_entries"."closed_why" in ('read', 'recalled', 'expired', 'merged', 'parted'));--> statement-breakpoint
-- What is over by then, or will be, is looked at once more at its end.
UPDATE "notices" SET "look_at" = least("look_at", "expires_at") WHERE "state" = 'published' AND "expires_at" IS NOT NULL;
