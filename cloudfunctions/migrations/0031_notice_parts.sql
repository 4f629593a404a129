-- Notices that are under way when this runs have one part.
ALTER TABLE "notices" ADD COLUMN "parts_left" integer NOT NULL DEFAULT 1;--> statement-breakpoint
ALTER TABLE "notices" ALTER COLUMN "parts_left" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_parts_left" CHECK ("notices"."parts_left" >= 0);
